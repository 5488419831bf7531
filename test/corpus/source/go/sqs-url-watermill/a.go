package a

var sub, err = sqs.NewSubscriber(sqs.SubscriberConfig{AWSConfig: cfg}, logger)
