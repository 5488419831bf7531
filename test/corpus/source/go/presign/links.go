package main

const linkLife = 3 * 24 * time.Hour

func link(ctx context.Context, p *s3.PresignClient, key string) (string, error) {
	out, err := p.PresignGetObject(ctx, &s3.GetObjectInput{Bucket: aws.String("v"), Key: &key}, func(o *s3.PresignOptions) {
		o.Expires = linkLife
	})
	if err != nil {
		return "", err
	}
	return out.URL, nil
}
