console.log('ganvas')
