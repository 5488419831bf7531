package s3

func New(ctx context.Context) *s3.Client {
	cfg, _ := config.LoadDefaultConfig(ctx, config.WithRegion("eu-west-1"))
	return s3.NewFromConfig(cfg, func(o *s3.Options) { o.UsePathStyle = true })
}
