package a

func open(ctx context.Context, c Conf) (Store, error) {
	switch c.StorageType {
	case "s3":
		cfg, err := config.LoadDefaultConfig(ctx)
		return newS3(cfg), err
	case "disk":
		return newDisk(c.Path), nil
	}
	return nil, errors.New("unknown")
}
