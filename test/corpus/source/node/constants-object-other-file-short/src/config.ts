export const config = {
  cookieTtl: 604800,
  uploadUrlTtl: 900,
};
