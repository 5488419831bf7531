module example.com/svc

go 1.21

require (
	github.com/olivere/elastic/v7 v7.0.32
	github.com/aws/aws-sdk-go v1.55.5
)
