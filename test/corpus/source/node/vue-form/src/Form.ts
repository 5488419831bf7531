export const form = reactive({ accessKeyId: '', secretAccessKey: '', bucket: '' });
export const rules = { accessKeyId: [{ required: true }], secretAccessKey: [{ required: true }] };
