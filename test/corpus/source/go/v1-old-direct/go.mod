module example.com/svc

require (
	github.com/aws/aws-sdk-go v1.19.4
	github.com/pkg/errors v0.9.1 // indirect
)
