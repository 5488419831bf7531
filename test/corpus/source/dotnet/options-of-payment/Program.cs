builder.Services.Configure<PaymentOptions>(options =>
{
    options.AccessKey = settings.Id;
    options.SecretKey = settings.Secret;
});
