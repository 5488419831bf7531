package a

var flags = []cli.Flag{
	&cli.StringFlag{Name: "key", EnvVars: []string{"AWS_ACCESS_KEY_ID"}, Required: true},
	&cli.StringFlag{Name: "region", EnvVars: []string{"AWS_REGION"}},
}
