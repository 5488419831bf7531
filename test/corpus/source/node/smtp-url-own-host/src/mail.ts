export const url = `smtps://${user}:${password}@smtp.example.com:465`;
