package es

import (
	"context"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

func sign(ctx context.Context, cfg aws.Config, r *http.Request, hash string) error {
	creds, err := cfg.Credentials.Retrieve(ctx)
	if err != nil {
		return err
	}
	return v4.NewSigner().SignHTTP(ctx, creds, r, hash, "es", "eu-west-1", time.Now())
}
