package s

func storage(c Conf) *s3.Client {
	return s3.New(&s3.Config{
		AccessID:  c.ID,
		AccessKey: c.Secret,
		Region:    "eu-west-1",
		Bucket:    "files",
	})
}
