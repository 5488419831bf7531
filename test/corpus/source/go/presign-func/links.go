package links

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"
)

const linkLife = 48 * time.Hour

func link(ctx context.Context, p *s3.PresignClient, in *s3.GetObjectInput) (string, error) {
	out, err := p.PresignGetObject(ctx, in, func(o *s3.PresignOptions) {
		o.Expires = linkLife
	})
	if err != nil {
		return "", err
	}
	return out.URL, nil
}
