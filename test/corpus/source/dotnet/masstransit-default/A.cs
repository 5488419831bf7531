services.AddMassTransit(x => x.UsingAmazonSqs((context, cfg) => cfg.Host("eu-west-1", h => { h.Scope("prod"); })));
