package s

func dial(c Conf) (stow.Location, error) {
	return stow.Dial("s3", stow.ConfigMap{
		s3.ConfigAccessKeyID: c.ID,
		s3.ConfigSecretKey:   c.Secret,
		s3.ConfigRegion:      "eu-west-1",
	})
}
