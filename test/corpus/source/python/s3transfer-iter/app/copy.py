def copy(client, source, target):
    client.copy({"Bucket": source, "Key": "a"}, target, "a")
    client.copy({"Bucket": source, "Key": "secret_key"}, target, "access_key")
