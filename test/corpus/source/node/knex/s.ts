const client = createClient({ key: fs.readFileSync('tls.key'), secret: 'x' });
export const store = new Store({ accessKey: 'ctrl+k', secretKey: 'ctrl+s' });
