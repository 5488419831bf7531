module example.com/svc

require github.com/aws/aws-sdk-go v1.50.0

exclude github.com/aws/aws-sdk-go v1.15.0
