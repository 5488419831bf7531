<?php
final class Limits
{
    public const LINK = '+3 days';
    public const SECONDS = 600;
}
