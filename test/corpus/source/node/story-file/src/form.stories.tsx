export const Filled = { args: { value: { accessKeyId: 'a', secretAccessKey: 'b' } } };
