def link(s3, key):
    a = s3.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": key})
    b = s3.generate_presigned_post("b", key, ExpiresIn=60 * 10)
    return a, b
