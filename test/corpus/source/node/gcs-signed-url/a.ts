const [url] = await storage.bucket('b').file('f').getSignedUrl({ action: 'read', expires: Date.now() + 7 * 24 * 3600 * 1000 });
