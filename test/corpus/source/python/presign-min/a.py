def link(client, key, ttl):
    return client.generate_presigned_url("get_object", Params={"Key": key}, ExpiresIn=min(ttl, 3600))
