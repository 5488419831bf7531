package storage

func (s *S3) connect() error {
	providers := defaults.CredProviders(defaults.Config(), defaults.Handlers())
	if s.Config.AccessKey != "" && s.Config.SecretKey != "" {
		static := &credentials.StaticProvider{Value: credentials.Value{
			AccessKeyID:     s.Config.AccessKey,
			SecretAccessKey: s.Config.SecretKey,
		}}
		providers = append([]credentials.Provider{static}, providers...)
	}
	s.creds = credentials.NewChainCredentials(providers)
	return nil
}

import (
	"github.com/aws/aws-sdk-go/aws/credentials"
	"github.com/aws/aws-sdk-go/aws/defaults"
)
