package main

func link(ctx context.Context, c *minio.Client) (*url.URL, error) {
	return c.PresignedGetObject(ctx, "b", "k", time.Hour*24*7, nil)
}
