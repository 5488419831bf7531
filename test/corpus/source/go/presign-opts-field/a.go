package a

func link(p *s3.PresignClient) {
	p.PresignGetObject(ctx, in, func(o *s3.PresignOptions) {
		o.Expires = 48 * time.Hour
	})
}
