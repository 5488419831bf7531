export const use = client => client.send(command);
