package s

func dial() (stow.Location, error) {
	return stow.Dial("s3", stow.ConfigMap{
		s3.ConfigAuthType: "iam",
		s3.ConfigRegion:   "eu-west-1",
	})
}
