<?php

use Aws\Credentials\CredentialProvider;

$provider = CredentialProvider::memoize(
    CredentialProvider::chain(
        CredentialProvider::env(),
        CredentialProvider::instanceProfile()
    )
);
