package x

import (
	"net/http"

	"github.com/prometheus/common/config"
	"github.com/prometheus/common/sigv4"
)

func rt(key string, secret config.Secret, next http.RoundTripper) (http.RoundTripper, error) {
	return sigv4.NewSigV4RoundTripper(&sigv4.SigV4Config{
		Region:    "eu-west-1",
		AccessKey: key,
		SecretKey: secret,
	}, next)
}
