const policy = client.newPostPolicy();
policy.setBucket('b');
const url = await client.presignedPutObject('b', 'k', 24 * 60 * 60);
