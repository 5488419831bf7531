const HIDDEN = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'password'];
export const clean = (e: Record<string, string>) =>
  Object.fromEntries(Object.entries(e).filter(([name]) => !HIDDEN.includes(name)));
