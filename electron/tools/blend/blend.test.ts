import { expect, test } from 'vitest'
import { blend } from './blend.ts'
import { loadScene } from './scene.ts'
import { teamOfOne as testTeam } from "../../imaging/team.fixture.ts"
const team = await testTeam()
const rnd=(n:number)=>Uint8Array.from({length:n},()=>Math.random()*256)
for (const kernel of ['normal','sobel','scharr','roberts','prewitt'] as const)
for (const method of ['gp','poisson','modified-poisson','paste'] as const)
for (const [width,height] of [[64,48],[37,101],[131,149],[1,1],[1,97],[200,3]] as const)
test(`${kernel} ${method} ${width}x${height} self`, () => {
  const mark = team.memory.mark()
  const data = rnd(width*height*3)
  const background = {width,height,channels:3 as const,data}
  const rgba = new Uint8Array(width*height*4)
  for(let i=0;i<width*height;i++){ rgba.set(data.subarray(3*i,3*i+3),4*i); rgba[4*i+3]=Math.random()*256 }
  const scene = loadScene(team,{background,source:{width,height,channels:4,data:rgba}},{previews:true})
  const r = blend(team,scene,{x:0,y:0,scaleX:1,scaleY:1,rotation:0},{method,kernel,anchor:'composite',beta:1},{onPreview(){}})!
  expect([r.rect.width,r.rect.height]).toEqual([1,1])
  team.memory.release(mark)
})
