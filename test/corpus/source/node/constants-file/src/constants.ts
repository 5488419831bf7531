export const LINK_TTL_SECONDS = 7 * 24 * 60 * 60;
