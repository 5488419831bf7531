package a

func link(p *s3.PresignClient, expiry time.Duration) {
	p.PresignGetObject(ctx, in, s3.WithPresignExpires(expiry))
}
