export const config = {
  jwt: {
    expiresIn: 604800,
  },
  links: {
    expiresIn: 900,
  },
};
