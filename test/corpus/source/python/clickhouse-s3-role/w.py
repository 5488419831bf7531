def load(client):
    client.command("INSERT INTO t SELECT * FROM s3('https://b.s3.amazonaws.com/a.csv', 'CSV')")
