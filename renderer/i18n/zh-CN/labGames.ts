import type en from '../en/labGames.ts'
import type { SameKeys } from '../types.ts'

export default {
  game: {
    unpaired: '要改变什么',
    drawn: '最看重什么',
    measuring: '正在比较两类图像的共同之处…',
    recommended: '推荐',
    cyclegan: '颜色与纹理',
    cycleganAbout: '形状大致保持原位：照片变绘画，夏天变冬天。',
    discogan: '形状',
    discoganAbout: '对应的事物外形不同：包变鞋，人脸变面具。图像较小。',
    dualgan: '轮廓之外的一切',
    dualganAbout: '线条严格保持原位：线稿变图像，地图变照片。',
    dcgan: '生动的图像',
    dcganAbout: '良好的起点，图像较少时也适用：训练时会移动和变色，避免死记硬背。',
    mrgan: '无一遗漏',
    mrganAbout: '不遗漏任何一类图像，“速写”可立即找到与您照片对应的起点。',
    ebgan: '稳定',
    ebganAbout: '按图像能否被还原来评判。很少崩溃，但图像较柔和。',
    began: '质量或多样性',
    beganAbout: '用一项设置在单张最佳与彼此更不同之间选择。',
    paper: {
      cyclegan: 'CycleGAN，Zhu 等，2017',
      discogan: 'DiscoGAN，Kim 等，2017',
      dualgan: 'DualGAN，Yi 等，2017',
      dcgan: 'DCGAN，Radford 等，2016',
      mrgan: 'Mode regularised GAN，Che 等，2017',
      ebgan: 'EBGAN，Zhao 等，2017',
      began: 'BEGAN，Berthelot 等，2017',
    },
  },
} satisfies SameKeys<typeof en>
