package a

var creds = credentials.NewIAM("")

func link(ctx context.Context, c *minio.Client) (*url.URL, error) {
	return c.PresignedGetObject(ctx, "b", "k", 7*24*time.Hour, nil)
}
