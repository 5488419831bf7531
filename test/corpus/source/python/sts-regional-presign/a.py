def link(client):
    day = 24 * 60 * 60
    return client.generate_presigned_post("b", "k", ExpiresIn=day)
