app.get('/health', (_, res) => res.json({ auth: process.env.AWS_ACCESS_KEY_ID ? 'static' : 'role' }));
