package s

func storage(c Conf) *aliyun.Client {
	return aliyun.New(&aliyun.Config{AccessID: c.ID, AccessKey: c.Secret, Bucket: "files"})
}
