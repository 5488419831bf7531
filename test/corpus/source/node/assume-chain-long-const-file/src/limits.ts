export const ROLE_SECONDS = 4 * 3600;
