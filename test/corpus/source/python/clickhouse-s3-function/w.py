def load(client, key, secret):
    client.command(
        f"INSERT INTO t SELECT * FROM s3('https://b.s3.amazonaws.com/a.csv', '{key}', '{secret}', 'CSV')"
    )
