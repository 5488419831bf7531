export const config = {
  bucket: 'b',
  uploadUrlTtl: 43200,
};
