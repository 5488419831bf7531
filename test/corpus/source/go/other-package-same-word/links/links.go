package links

func link(p *s3.PresignClient, o Options) {
	p.PresignGetObject(ctx, in, s3.WithPresignExpires(o.Expiry))
}
