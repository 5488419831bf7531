<?php

$transport = new EsmtpTransport('email-smtp.eu-west-1.amazonaws.com', 587);
