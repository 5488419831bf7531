package fs

import (
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/credentials"
	"github.com/aws/aws-sdk-go/aws/session"
)

func load(params map[string]string) (*session.Session, error) {
	conf := aws.Config{Region: aws.String(params["region"])}
	if keyID, secret := params["access_key_id"], params["secret_access_key"]; keyID != "" && secret != "" {
		conf.Credentials = credentials.NewStaticCredentials(keyID, secret, "")
	}
	return session.NewSession(&conf)
}
