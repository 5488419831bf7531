import oss2

auth = oss2.Auth(conf.access_key_id, conf.access_key_secret)
bucket = oss2.Bucket(auth, "https://oss-cn-hangzhou.aliyuncs.com", "b")
