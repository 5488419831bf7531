package main

func provider(conf Conf) (aws.CredentialsProvider, error) {
	switch conf.AuthType {
	case "static":
		return credentials.NewStaticCredentialsProvider(conf.ID, conf.Secret, ""), nil
	case "default":
		return nil, nil
	}
	return nil, errors.New("unknown")
}
