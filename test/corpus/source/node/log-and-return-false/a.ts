export function canUpload() {
  if (!process.env.AWS_ACCESS_KEY_ID) {
    console.warn('uploads are off');
    return false;
  }
  return true;
}
