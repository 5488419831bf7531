const params = { Bucket: 'b', Key: 'k', Expires: 172800 };
s3.getSignedUrl('getObject', params, (error, url) => send(url));
